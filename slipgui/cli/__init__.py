"""The command line: ``slip``.  Its words and JSON are a public interface; nothing here knows Qt."""
