"""The site: a graph in its languages comes in, a folder of pages that need nothing behind them goes out."""
