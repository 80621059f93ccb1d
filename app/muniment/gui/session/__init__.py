"""An open vault and the pipeline that works on it, as the window sees them."""
