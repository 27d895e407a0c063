"""The window: Qt Widgets over the events and use cases of the rooms below; the only room that knows Qt."""
