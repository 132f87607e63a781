"""One screen for each view; they own the messages and call the services."""
