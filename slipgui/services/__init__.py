"""The wire: AudioVerify and what speaks like it, over httpx.  Nothing outside this room knows httpx."""
