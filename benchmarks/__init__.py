"""What duban costs and how right it is, measured; tests never time."""
