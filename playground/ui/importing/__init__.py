"""Tables on their way into the session: read in a thread, looked at in a dialog, and then adopted."""
