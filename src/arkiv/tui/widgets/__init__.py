"""The panes' own widgets: they hold view state and post messages."""
