"""Use cases: what the window and the command line do, with asyncio and without Qt."""
