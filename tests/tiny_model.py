"""A tiny model of NLLB's shape, trained for seconds on sentences made here."""

from __future__ import annotations

import json
from pathlib import Path

LANGUAGE_CODES = ["ind_Latn", "vie_Latn", "lao_Laoo", "eng_Latn"]

PAIRS = {
    "vie_Latn": [
        ("kucing itu tidur.", "con mèo ngủ."),
        ("anjing itu makan.", "con chó ăn."),
        ("menteri tiba di kota.", "bộ trưởng đến thành phố."),
        ("kohesi strategis penting.", "liên kết chiến lược quan trọng."),
    ],
    "lao_Laoo": [
        ("kucing itu tidur.", "ແມວນອນ."),
        ("anjing itu makan.", "ໝາກິນ."),
        ("menteri tiba di kota.", "ລັດຖະມົນຕີມາຮອດເມືອງ."),
        ("kohesi strategis penting.", "ການພົວພັນຍຸດທະສາດສຳຄັນ."),
    ],
    "eng_Latn": [
        ("kucing itu tidur.", "the cat sleeps."),
        ("anjing itu makan.", "the dog eats."),
        ("menteri tiba di kota.", "the minister arrives in town."),
        ("kohesi strategis penting.", "the strategic bond matters."),
    ],
}


def build(folder: Path, *, steps: int = 120) -> Path:
    """Make a checkpoint that has learnt `PAIRS` by heart; returns its folder."""
    import sentencepiece
    import torch
    from transformers import AutoTokenizer, M2M100Config, M2M100ForConditionalGeneration

    torch.manual_seed(7)
    folder.mkdir(parents=True)
    corpus = folder.parent / "corpus.txt"
    lines = [line for pairs in PAIRS.values() for pair in pairs for line in pair]
    corpus.write_text("\n".join(lines * 3), encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(corpus), model_prefix=str(folder / "spm"), model_type="bpe", vocab_size=160,
        character_coverage=1.0, hard_vocab_limit=False, minloglevel=2,
        pad_id=-1, unk_id=0, bos_id=1, eos_id=2,
    )  # fmt: skip
    (folder / "spm.model").rename(folder / "sentencepiece.bpe.model")
    (folder / "spm.vocab").unlink()
    (folder / "tokenizer_config.json").write_text(
        json.dumps(
            {
                "tokenizer_class": "NllbTokenizer",
                "src_lang": "ind_Latn",
                "extra_special_tokens": LANGUAGE_CODES,
            }
        ),
        encoding="utf-8",
    )
    tokenizer = AutoTokenizer.from_pretrained(folder, src_lang="ind_Latn")
    tokenizer.save_pretrained(folder)
    config = M2M100Config(
        vocab_size=len(tokenizer), d_model=64, encoder_layers=2, decoder_layers=2,
        encoder_attention_heads=4, decoder_attention_heads=4, encoder_ffn_dim=128,
        decoder_ffn_dim=128, max_position_embeddings=1024, dropout=0.0, attention_dropout=0.0,
        activation_dropout=0.0, encoder_layerdrop=0.0, decoder_layerdrop=0.0,
        pad_token_id=tokenizer.pad_token_id, eos_token_id=tokenizer.eos_token_id,
        bos_token_id=tokenizer.bos_token_id, decoder_start_token_id=tokenizer.eos_token_id,
    )  # fmt: skip
    model = M2M100ForConditionalGeneration(config)
    model.train()
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3)
    sources, targets = [], []
    for code, pairs in PAIRS.items():
        for source, target in pairs:
            tokenizer.src_lang, tokenizer.tgt_lang = "ind_Latn", code
            batch = tokenizer(source, text_target=target)
            sources.append(batch["input_ids"])
            targets.append(batch["labels"])
    inputs = tokenizer.pad({"input_ids": sources}, return_tensors="pt")
    labels = tokenizer.pad({"input_ids": targets}, return_tensors="pt")["input_ids"]
    labels[labels == tokenizer.pad_token_id] = -100
    for _ in range(steps):
        loss = model(**inputs, labels=labels).loss
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    model.eval()
    model.save_pretrained(folder)
    return folder
