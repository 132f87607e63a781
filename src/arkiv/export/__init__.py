"""The archive in the formats of other programs: values in, bytes out, no file and no clock."""
