"""One file a revision; names of revisions are four digits that count up."""
