//! The sink that each format implements, and batches of encoded rows.

/// Number of a document among the scored ones of its run, from 0: its row in the documents
/// table. It is only known where the results of all threads are put in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DocumentNumber(pub u64);

/// The value of a cell.
pub enum Cell<'a> {
    Text(&'a str),
    /// A name from the program, in which no format escapes anything.
    Name(&'static str),
    Integer(u64),
    Number(f64),
    Boolean(bool),
    /// An empty cell (`null` in JSON).
    Missing,
    /// A JSON value as it was written.
    Json(&'a str),
    /// A number that counts from the batch's first document, see [`RowBatch::open_number`].
    Document(DocumentNumber),
}

/// Encodes rows into a [`RowBatch`]. It takes the cells in the order of the columns.
pub trait RowSink {
    fn cell(&mut self, cell: Cell<'_>);
    fn end_row(&mut self);
}

/// Encoded rows of one table. Where a document's number belongs there is a gap, since threads
/// that make rows do not know how many documents come before theirs.
#[derive(Debug, Clone, Default)]
pub struct RowBatch {
    pub(super) bytes: Vec<u8>,
    /// Where numbers belong, with the number counted from the batch's first document.
    numbers: Vec<(usize, DocumentNumber)>,
}

impl RowBatch {
    /// Leaves a gap for a document's number.
    pub(super) fn open_number(&mut self, number: DocumentNumber) {
        self.numbers.push((self.bytes.len(), number));
    }

    /// Writes the rows, the gaps filled: `first` is the number of the batch's first document.
    pub fn write(&self, first: u64, out: &mut impl std::io::Write) -> std::io::Result<()> {
        let mut written = 0;
        // The rows of a document have the same number.
        for rows in self.numbers.chunk_by(|(_, one), (_, other)| one == other) {
            let mut digits = itoa::Buffer::new();
            let digits = digits.format(first + rows[0].1.0).as_bytes();
            for (gap, _) in rows {
                out.write_all(&self.bytes[written..*gap])?;
                out.write_all(digits)?;
                written = *gap;
            }
        }
        out.write_all(&self.bytes[written..])
    }
}
