"""Take articles into a registry: what a text may claim is proposed, and a person accepts it."""
