"""Reading deadline phrases (整改时限): use ``data.domain.deadline``; the modules here each own one part of the reading."""
