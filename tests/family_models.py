"""Untrained checkpoints of each family, made in a second: their wiring is real, their words not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .tiny_model import PAIRS

LANGS = ("id", "vi", "lo", "en")


def _sentencepiece(folder: Path, name: str, **options: Any) -> list[str]:
    """Train a SentencePiece model on the tiny pairs and return its pieces."""
    import sentencepiece

    corpus = folder / "corpus.txt"
    lines = [line for pairs in PAIRS.values() for pair in pairs for line in pair]
    corpus.write_text("\n".join(lines * 3), encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(corpus), model_prefix=str(folder / "made"), model_type="bpe", vocab_size=160,
        character_coverage=1.0, hard_vocab_limit=False, minloglevel=2, **options,
    )  # fmt: skip
    corpus.unlink()
    (folder / "made.vocab").unlink()
    (folder / "made.model").rename(folder / name)
    model = sentencepiece.SentencePieceProcessor(model_file=str(folder / name))
    return [model.id_to_piece(index) for index in range(model.get_piece_size())]


def _write(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


def build(family: str, folder: Path) -> Path:
    """Make a checkpoint of a family; returns its folder."""
    import torch

    torch.manual_seed(11)
    folder.mkdir(parents=True)
    model = _MAKERS[family](folder)
    with torch.no_grad():
        # far from the end token at every step, and with a clear best token
        for weight in model.parameters():
            weight.mul_(1.5)
    model.eval()
    model.save_pretrained(folder)
    return folder


def _m2m(folder: Path, tokenizer_class: str) -> Any:
    from transformers import M2M100Config, M2M100ForConditionalGeneration

    pieces = _sentencepiece(
        folder, "sentencepiece.bpe.model", pad_id=-1, unk_id=0, bos_id=1, eos_id=2
    )
    words = ["<s>", "<pad>", "</s>", "<unk>", *pieces[3:]]
    _write(folder / "vocab.json", {word: index for index, word in enumerate(words)})
    _write(folder / "tokenizer_config.json", {"tokenizer_class": tokenizer_class})
    config = M2M100Config(
        vocab_size=len(words) + 100 + 8,  # 100 languages, 8 words that fairseq made up
        d_model=32, encoder_layers=1, decoder_layers=1, encoder_attention_heads=2,
        decoder_attention_heads=2, encoder_ffn_dim=64, decoder_ffn_dim=64, dropout=0.0,
        pad_token_id=1, eos_token_id=2, bos_token_id=0, decoder_start_token_id=2, init_std=0.5,
    )  # fmt: skip
    return M2M100ForConditionalGeneration(config)


def _madlad(folder: Path) -> Any:
    from transformers import T5Config, T5ForConditionalGeneration

    pieces = _sentencepiece(
        folder, "spiece.model", unk_id=0, bos_id=-1, eos_id=2, pad_id=1,
        user_defined_symbols=[f"<2{lang}>" for lang in LANGS],
    )  # fmt: skip
    _write(
        folder / "tokenizer_config.json",
        {"tokenizer_class": "T5Tokenizer", "extra_ids": 0, "additional_special_tokens": []},
    )
    config = T5Config(
        vocab_size=len(pieces), d_model=32, d_kv=16, d_ff=64, num_layers=1, num_decoder_layers=1,
        num_heads=2, dropout_rate=0.0, feed_forward_proj="gated-gelu", tie_word_embeddings=False,
        pad_token_id=1, eos_token_id=2, decoder_start_token_id=1,
    )  # fmt: skip
    return T5ForConditionalGeneration(config)


def _opus(folder: Path) -> Any:
    from transformers import MarianConfig, MarianMTModel

    pieces = _sentencepiece(folder, "source.spm", pad_id=-1, unk_id=0, bos_id=1, eos_id=2)
    (folder / "target.spm").write_bytes((folder / "source.spm").read_bytes())
    words = ["</s>", "<unk>", *pieces[3:], "<pad>"]
    _write(folder / "vocab.json", {word: index for index, word in enumerate(words)})
    _write(
        folder / "tokenizer_config.json",
        {"tokenizer_class": "MarianTokenizer", "source_lang": "id", "target_lang": "en"},
    )
    pad = len(words) - 1
    config = MarianConfig(
        vocab_size=len(words), decoder_vocab_size=len(words), d_model=32, encoder_layers=1,
        decoder_layers=1, encoder_attention_heads=2, decoder_attention_heads=2,
        encoder_ffn_dim=64, decoder_ffn_dim=64, dropout=0.0, pad_token_id=pad, eos_token_id=0,
        decoder_start_token_id=pad, forced_eos_token_id=0, max_position_embeddings=64,
        init_std=0.5, scale_embedding=True, activation_function="swish",
    )  # fmt: skip
    return MarianMTModel(config)


_MAKERS = {
    "m2m100": lambda folder: _m2m(folder, "M2M100Tokenizer"),
    "small100": lambda folder: _m2m(folder, "SMALL100Tokenizer"),
    "madlad": _madlad,
    "opus": _opus,
}
