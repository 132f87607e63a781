"""The one place that names the concrete rooms and builds the object graph."""
