"""Which of several readings of a name holds: each that is plausible is kept, and the best by what the catalogue knows is taken."""
