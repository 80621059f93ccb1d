"""What a release needs: the lock, the list of parts, the frozen programs, pictures, the sample report."""
