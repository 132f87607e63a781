"""What a contract is and what follows from it: frozen values and pure rules."""
