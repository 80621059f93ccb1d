"""Proofs that anyone can run: each does what an attacker, a fault or a power cut would do, and has a control that fails."""
