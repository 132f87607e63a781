"""What a front end may ask: one module for each thing people do."""
