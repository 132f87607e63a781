"""How every page of HTML begins: it forbids a browser to load or run anything from elsewhere."""

__all__ = ["PAGE_HEAD"]

PAGE_HEAD = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
"""
"""To be formatted with the rest of the page: the title, and a BCP 47 tag as the language."""
