"""What is read in on the desk, and how far it is."""
