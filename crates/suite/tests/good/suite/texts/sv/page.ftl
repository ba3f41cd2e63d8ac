pages-lost = { $count } poster saknas.
