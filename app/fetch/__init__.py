"""The program ``muniment-fetch``: the only one that talks to a network, and it sees neither vault nor keyring."""
