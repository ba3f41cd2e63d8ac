pages-lost = { $count } entries are missing.
