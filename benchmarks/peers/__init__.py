"""What is compared in `shared_folder.py` and `merging.py`, and the cloud that all of them share."""
