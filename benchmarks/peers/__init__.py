"""The same job done with other tools: what they need, and one page each."""
