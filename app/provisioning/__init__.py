"""The flow: one device from the tray to the platform, and what a run needs around it."""
