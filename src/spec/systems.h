/* systems.h -- the systems whose schedules and optimizers lrsim has. */
#ifndef SPEC_SYSTEMS_H
#define SPEC_SYSTEMS_H

struct kind;

/* THE LIST: the word that names of kinds begin with ("hf.cosine"; PyTorch's
 * have none), and what the system is called. */
#define SYSTEMS(X)                                                             \
    X(torch, "PyTorch")                                                        \
    X(hf, "Hugging Face Transformers")                                         \
    X(deepspeed, "DeepSpeed")                                                  \
    X(timm, "timm")                                                            \
    X(yolov5, "YOLOv5")                                                        \
    X(keras, "Keras")                                                          \
    X(optax, "Optax")                                                          \
    X(darknet, "Darknet")                                                      \
    X(megatron, "Megatron-LM")                                                 \
    X(torchtitan, "torchtitan")                                                \
    X(tensorflow, "TensorFlow")                                                \
    X(llmc, "llm.c")                                                           \
    X(axolotl, "Axolotl")                                                      \
    X(kozistr, "pytorch_optimizer")                                            \
    X(jettify, "torch_optimizer")

enum system_id {
    SYSTEM_none, /* a paper's, or lrsim's own */
#define SYSTEM_ID(name, title) SYSTEM_##name,
    SYSTEMS(SYSTEM_ID)
#undef SYSTEM_ID
};

/* The system that has a kind: PyTorch's are known by their symbols. */
enum system_id kind_system(const struct kind *kind);

/* What a system is called; NULL for SYSTEM_none. */
const char *system_title(enum system_id system);

#endif
