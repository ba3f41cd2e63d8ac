//! Whole records, compressed in a file without a name: nothing of it stays when the process ends, however it ends.

use std::fs::File;
use std::io::{Error, ErrorKind, Read, Result, Seek, SeekFrom, Write};
use std::sync::{Arc, Mutex, PoisonError};

/// Bytes of records that are compressed together: large enough to compress well, small enough to read one record soon.
const BLOCK: usize = 64 * 1024;

/// Records under construction.
#[derive(Debug)]
pub(super) struct ArchiveBuilder {
    file: File,
    written: u64,
    open: Vec<u8>,
    blocks: Vec<Block>,
    places: Vec<Place>,
}

/// The records of a table by row.
#[derive(Debug)]
pub(super) struct Archive {
    blocks: Vec<Block>,
    places: Vec<Place>,
    reading: Mutex<Reading>,
}

#[derive(Debug)]
struct Reading {
    file: File,
    /// The block that was read last: neighbours are often wanted together.
    last: Option<(u32, Arc<[u8]>)>,
}

#[derive(Debug, Clone, Copy)]
struct Block {
    at: u64,
    bytes: u32,
}

#[derive(Debug, Clone, Copy)]
struct Place {
    block: u32,
    from: u32,
}

impl ArchiveBuilder {
    pub(super) fn new() -> Result<Self> {
        Ok(ArchiveBuilder {
            file: tempfile::tempfile()?,
            written: 0,
            open: Vec::with_capacity(BLOCK),
            blocks: Vec::new(),
            places: Vec::new(),
        })
    }

    pub(super) fn push(&mut self, record: &[u8]) -> Result<()> {
        let place = |n: usize| u32::try_from(n).map_err(|_| Error::from(ErrorKind::FileTooLarge));
        self.places.push(Place { block: place(self.blocks.len())?, from: place(self.open.len())? });
        self.open.extend_from_slice(record);
        if self.open.len() >= BLOCK { self.close_block() } else { Ok(()) }
    }

    fn close_block(&mut self) -> Result<()> {
        let compressed = lz4_flex::compress_prepend_size(&self.open);
        self.file.write_all(&compressed)?;
        let bytes = u32::try_from(compressed.len()).map_err(|_| Error::from(ErrorKind::FileTooLarge))?;
        self.blocks.push(Block { at: self.written, bytes });
        self.written += u64::from(bytes);
        self.open.clear();
        Ok(())
    }

    pub(super) fn finish(mut self) -> Result<Archive> {
        if !self.open.is_empty() {
            self.close_block()?;
        }
        self.places.shrink_to_fit();
        let reading = Mutex::new(Reading { file: self.file, last: None });
        Ok(Archive { blocks: self.blocks, places: self.places, reading })
    }
}

impl Archive {
    /// The bytes of one record.
    pub(super) fn record(&self, row: u32) -> Result<Vec<u8>> {
        let (place, to) = self.place(row as usize)?;
        let block = self.block(place.block)?;
        slice(&block, place.from, to).map(<[u8]>::to_vec)
    }

    /// Every record in order, a block at a time.
    pub(super) fn scan(&self, mut each: impl FnMut(u32, &[u8]) -> Result<()>) -> Result<()> {
        let mut open: Option<(u32, Arc<[u8]>)> = None;
        for row in 0..self.places.len() {
            let (place, to) = self.place(row)?;
            let block = match &open {
                Some((number, block)) if *number == place.block => Arc::clone(block),
                _ => self.block(place.block)?,
            };
            each(u32::try_from(row).unwrap_or(u32::MAX), slice(&block, place.from, to)?)?;
            open = Some((place.block, block));
        }
        Ok(())
    }

    /// Where a record begins, and where it ends unless the block does.
    fn place(&self, row: usize) -> Result<(Place, Option<u32>)> {
        let place = *self.places.get(row).ok_or(ErrorKind::NotFound)?;
        let next = self.places.get(row + 1).filter(|next| next.block == place.block);
        Ok((place, next.map(|next| next.from)))
    }

    fn block(&self, number: u32) -> Result<Arc<[u8]>> {
        let mut reading = self.reading.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((last, block)) = &reading.last
            && *last == number
        {
            return Ok(Arc::clone(block));
        }
        let place = *self.blocks.get(number as usize).ok_or(ErrorKind::NotFound)?;
        let mut compressed = vec![0; place.bytes as usize];
        reading.file.seek(SeekFrom::Start(place.at))?;
        reading.file.read_exact(&mut compressed)?;
        let block: Arc<[u8]> = lz4_flex::decompress_size_prepended(&compressed).map_err(Error::other)?.into();
        reading.last = Some((number, Arc::clone(&block)));
        Ok(block)
    }
}

fn slice(block: &[u8], from: u32, to: Option<u32>) -> Result<&[u8]> {
    let to = to.map_or(block.len(), |to| to as usize);
    block.get(from as usize..to).ok_or_else(|| ErrorKind::UnexpectedEof.into())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn every_record_comes_back_alone_and_in_order_over_block_borders() {
        let mut builder = ArchiveBuilder::new().unwrap();
        let records: Vec<Vec<u8>> =
            (0..500_usize).map(|n| format!("{n}").repeat(1 + n * 3 % 700).into_bytes()).collect();
        for record in &records {
            builder.push(record).unwrap();
        }
        let archive = builder.finish().unwrap();
        assert!(archive.blocks.len() > 1);
        for row in [0_u32, 499, 250, 251, 1] {
            assert_eq!(archive.record(row).unwrap(), records[row as usize], "{row}");
        }
        let mut scanned = Vec::new();
        archive
            .scan(|row, record| {
                scanned.push((row, record.to_vec()));
                Ok(())
            })
            .unwrap();
        assert_eq!(scanned.len(), records.len());
        assert!(scanned.iter().all(|(row, record)| records[*row as usize] == *record));
        assert_eq!(archive.record(500).unwrap_err().kind(), ErrorKind::NotFound);
    }
}
