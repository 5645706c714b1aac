/* systems.h -- the systems whose schedules and optimizers lrsim has. */
#ifndef SPEC_SYSTEMS_H
#define SPEC_SYSTEMS_H

struct kind;

/* THE LIST: the word that names of kinds begin with ("hf.cosine"; PyTorch's
 * have none), what the system is called, and the version whose values the
 * tests have; NULL where these are transcribed. */
#define SYSTEMS(X)                                                             \
    X(torch, "PyTorch", "2.13.0")                                              \
    X(hf, "Hugging Face Transformers", "5.24.0")                               \
    X(deepspeed, "DeepSpeed", "0.19.8")                                        \
    X(timm, "timm", "1.0.31")                                                  \
    X(yolov5, "YOLOv5", NULL)                                                  \
    X(ultralytics, "Ultralytics", NULL)                                        \
    X(detectron2, "Detectron2", NULL)                                          \
    X(mmengine, "MMEngine", "0.10.7")                                          \
    X(keras, "Keras", "3.15.1")                                                \
    X(optax, "Optax", "0.2.8")                                                 \
    X(darknet, "Darknet", NULL)                                                \
    X(megatron, "Megatron-LM", "core 0.16.1")                                  \
    X(torchtitan, "torchtitan", "0.3.0")                                       \
    X(tensorflow, "TensorFlow", NULL)                                          \
    X(llmc, "llm.c", NULL)                                                     \
    X(axolotl, "Axolotl", NULL)                                                \
    X(nanogpt, "nanoGPT", NULL)                                                \
    X(nanochat, "nanochat", NULL)                                              \
    X(modded_nanogpt, "modded-nanogpt", NULL)                                  \
    X(litgpt, "LitGPT", "0.5.13")                                              \
    X(olmo, "OLMo-core", "3.0.0")                                              \
    X(levanter, "Levanter", "1.2.dev1644")                                     \
    X(maxtext, "MaxText", NULL)                                                \
    X(nanotron, "nanotron", "0.4")                                             \
    X(nemo, "NeMo", "3.0.0")                                                   \
    X(fairseq, "fairseq", "0.12.2")                                            \
    X(espnet, "ESPnet", "202511")                                              \
    X(opennmt, "OpenNMT-py", "3.5.1")                                          \
    X(speechbrain, "SpeechBrain", "1.1.2")                                     \
    X(t5x, "T5X", NULL)                                                        \
    X(big_vision, "big_vision", NULL)                                          \
    X(openclip, "OpenCLIP", "3.3.0")                                           \
    X(diffusers, "Diffusers", "0.42.1")                                        \
    X(composer, "Composer", "0.32.1")                                          \
    X(paddle, "PaddlePaddle", "3.3.1")                                         \
    X(kozistr, "pytorch_optimizer", NULL)                                      \
    X(jettify, "torch_optimizer", NULL)

enum system_id {
    SYSTEM_none, /* a paper's, or lrsim's own */
#define SYSTEM_ID(name, title, version) SYSTEM_##name,
    SYSTEMS(SYSTEM_ID)
#undef SYSTEM_ID
        SYSTEM_COUNT,
};

/* The word of a system, "lrsim" for SYSTEM_none. */
const char *system_word(enum system_id system);

/* The system with this word; SYSTEM_COUNT: there is none. */
enum system_id system_find(const char *word);

/* The system that has a kind: PyTorch's are known by their symbols. */
enum system_id kind_system(const struct kind *kind);

/* What a system is called; NULL for SYSTEM_none. */
const char *system_title(enum system_id system);

/* The version that it was compared with; NULL: it was not. */
const char *system_version(enum system_id system);

#endif
