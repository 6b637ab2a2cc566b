"""What people hand in: found in folders and archives, read behind walls, known by name or by content."""
