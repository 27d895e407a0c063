"""The local recognition service: an ASGI application that speaks the AudioVerify contract over the user's own catalogue.

It knows the engine, and never how media are decoded: that is handed in.
"""
