use hedgerow::eval::{judged::*, read_gold};
use hedgerow::train::*;
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let g = "/work/shared/gold/";
    let text = std::fs::read_to_string(format!("{g}{}", a[2])).unwrap();
    let gold = read_gold(&a[2], &text).unwrap();
    if a[1] == "write" {
        for (p, f) in [("science", "bioscope_abstracts.jsonl"), ("reviews", "sfu_reviews_train.jsonl"), ("encyclopedia", "wikipedia_weasel_train.jsonl")] {
            let gold = read_gold(f, &std::fs::read_to_string(format!("{g}{f}")).unwrap()).unwrap();
            let rows: Vec<_> = gold.rows.iter().collect();
            std::fs::write(format!("lexicons/en/weights/{p}.tsv"), hedging(p, &rows, Layers::ALL).unwrap().file).unwrap();
        }
        return;
    }
    if a[1] == "certainty" {
        let f = "science_aspects_train.jsonl";
        let asp = read_gold(f, &std::fs::read_to_string(format!("{g}{f}")).unwrap()).unwrap();
        let (c, l): (Vec<_>, Vec<_>) = (gold.rows.iter().collect(), asp.rows.iter().collect());
        for p in ["science", "news"] {
        let w = std::sync::Arc::new(hedgerow::model::Weights::parse(&certainty(p, &c, &l).unwrap(), "x").unwrap());
        if p == "science" { std::fs::write("lexicons/en/weights/certainty.tsv", w.text()).unwrap(); }
        let news = read_gold("n.jsonl", &std::fs::read_to_string(format!("{g}news_hedging_dev.jsonl")).unwrap()).unwrap();
        for q in ["news", "science"] { for own in [Some(w.clone()), None] {
        let n = judge(&hedgerow::Analyzer::builder().profile(q).split(hedgerow::text::Split::None).certainty_weights(own.clone()).build().unwrap(), news.rows.iter()).unwrap();
        println!("news dev r {:.3} {q} {}", correlation(&n.iter().collect::<Vec<_>>()).unwrap(), own.is_some());
        } }
        let j = cross_validate_certainty(p, &gold.rows, &asp.rows, 10).unwrap();
        let j: Vec<&Judged> = j.iter().collect();
        println!("{p} r {:.4} mse {:.4}", correlation(&j).unwrap(), certainty_error(&j).unwrap());
        }
        return;
    }
    for layers in [Layers { cues: true, sentences: false }, Layers { cues: false, sentences: true }, Layers::ALL] {
        if a.len() > 3 && a[3] == "all" && layers != Layers::ALL { continue }
        if a.len() > 3 && a[3] == "c" && layers.sentences { continue }
        let t = std::time::Instant::now();
        let j = cross_validate(&a[1], &gold.rows, 5, 1.0, layers).unwrap();
        let j: Vec<&Judged> = j.iter().collect();
        let h = hedged(&j);
        if a.len() > 4 {
            let mut miss = std::collections::BTreeMap::<String, i32>::new();
            let mut over = std::collections::BTreeMap::<String, i32>::new();
            for one in &j {
                for c in one.gold.cues.iter().flatten() {
                    if !one.hedges.iter().any(|h| h.counts && h.span.overlaps(c.span)) {
                        let cand = one.hedges.iter().find(|h| h.span.overlaps(c.span));
                        *miss.entry(format!("{} [{}]", one.gold.text[c.span.range()].to_lowercase(), cand.map_or("-", |h| h.rule))).or_default() += 1;
                    }
                }
                for c in one.gold.cues.iter().flatten() {
                    let t = one.gold.text[c.span.range()].to_lowercase();
                    if !one.hedges.iter().any(|h| h.counts && h.span.overlaps(c.span)) && t == a[4] { println!("FN {}", one.gold.text); }
                }
                for h in &one.hedges {
                    if h.counts && !one.gold.cues.iter().flatten().any(|c| h.span.overlaps(c.span)) {
                        *over.entry(format!("{} [{}]", one.gold.text[h.span.range()].to_lowercase(), h.rule)).or_default() += 1;
                    }
                }
            }
            let mut mm = std::collections::BTreeMap::<String, i32>::new();
            for one in &j { for h in &one.hedges { if h.counts { for c in one.gold.cues.iter().flatten() { if c.span != h.span && c.span.overlaps(h.span) {
                *mm.entry(format!("{} <- {}", one.gold.text[h.span.range()].to_lowercase(), one.gold.text[c.span.range()].to_lowercase())).or_default() += 1; } } } } }
            for (n, m) in [("SPAN", mm), ("MISS", miss), ("OVER", over)] {
                let mut v: Vec<_> = m.into_iter().collect();
                v.sort_by_key(|x| -x.1);
                println!("{n} {:?}", &v[..v.len().min(60)]);
            }
        }
        println!("{} {:?} F1 {:.4} P {:.3} R {:.3} | cue exact {:.4} overlap {:.4} | brier {:.4} | {:.1}s", a[1], layers, h.f1().unwrap(), h.precision().unwrap(), h.recall().unwrap(), cues(&j, true).f1().unwrap_or(0.), cues(&j, false).f1().unwrap_or(0.), brier(&j).unwrap(), t.elapsed().as_secs_f64());
    }
}
