"""Nothing that the vault acknowledged is lost: kills, power cuts, full disks, changed bytes."""
