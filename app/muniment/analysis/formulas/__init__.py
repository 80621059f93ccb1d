"""The small language of measures and checks, and the figures that it is evaluated on."""
