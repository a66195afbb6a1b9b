"""What makes files of the project anew; nothing of it runs with the atlas."""
