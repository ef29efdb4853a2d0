"""How long a test waits for what has to come, before it fails: on a busy machine seconds can be minutes."""

SECONDS = 180.0
MILLISECONDS = int(1000 * SECONDS)
SECONDS_TO_END = 20.0  # for the threads and processes of a test that is over
