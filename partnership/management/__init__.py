"""What the command line does on the ground floor: people, and ./run's whole site."""
