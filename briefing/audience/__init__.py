"""Who gets mail: addresses, consent and the tokens in their links."""
