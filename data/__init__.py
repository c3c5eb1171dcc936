"""Everything but the window and the paper: rules, files in, store, profiles, wording."""
