"""The command line: every function of Arkiv for scripts, cron jobs and screen readers."""
