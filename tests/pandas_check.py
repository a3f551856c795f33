"""Opens every table with pandas and no options, as a researcher would."""

import pathlib
import subprocess
import tempfile

import pandas as pd

ROOT = pathlib.Path(__file__).resolve().parent.parent


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "scores"
        subprocess.run(
            ["cargo", "run", "--quiet", "--", "score", "data/articles", "--out", str(out),
             "--level", "documents,sentences,cues,attributions"],
            cwd=ROOT, check=True,
        )
        documents = pd.read_csv(out / "documents.csv")
        sentences = pd.read_csv(out / "sentences.csv")
        cues = pd.read_csv(out / "cues.csv")
        attributions = pd.read_csv(out / "attributions.csv")
        assert documents["hedged_share"].dtype == float
        assert documents["words"].dtype == int
        assert sentences["hedged"].dtype == bool and cues["negated"].dtype == bool
        assert cues["start"].dtype == int and cues["scope_end"].dtype == int
        assert attributions["named"].dtype == bool
        # Headings and fragments have rows, but are not counted.
        counts = sentences[sentences["kind"] == "sentence"].groupby("document_id").size()
        assert (counts == documents.set_index("id")["sentences"]).all()
        for row in cues.itertuples():
            text = (ROOT / "data/articles" / row.document_id).read_text(encoding="utf-8")
            assert text[row.start : row.end] == row.text, row
        print(f"{len(documents)} documents, {len(cues)} cues: all tables open in pandas {pd.__version__}")


if __name__ == "__main__":
    main()
