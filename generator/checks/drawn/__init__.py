"""Everything drawn, read again from the finished figures: what stands where, held against certified values."""
