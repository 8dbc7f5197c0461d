"""What stands in an .xlsx file, read as it is: any application may have saved it, and it may be hostile."""
