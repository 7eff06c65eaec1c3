"""The people of the programme: what is known of each, their roles, and whom notes reach."""
