"""Plan files and workbooks side by side: whatever needs to know both."""
