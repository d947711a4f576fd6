#include "joined-ranges.hpp"
#include "optimizer.hpp"

namespace evenkeel::EVENKEEL_ISA {
namespace {

/** Elements of a task: Adam takes two microseconds for them. */
constexpr long TASK_ELEMENTS = 1 << 14;

struct Rule {
  RuleKind kind;
  bool maximize, decoupled;
  double beta1, beta2;
  SgdRule sgd;
  AdamRule adam;
  RmspropRule rmsprop;
};

/** In the order of `putRule` in src/kernels/training.ts. */
Rule readRule(Arguments& in) {
  Rule rule{};
  rule.kind = in.choice<RuleKind>();
  rule.maximize = in.flag();
  rule.decoupled = in.flag();
  rule.beta1 = in.number();
  rule.beta2 = in.number();
  if (rule.kind == RuleKind::sgd) {
    rule.sgd.momentum = in.number();
    rule.sgd.dampening = in.number();
    rule.sgd.nesterov = in.flag();
  } else if (rule.kind == RuleKind::adam) {
    rule.adam.beta1 = rule.beta1;
    rule.adam.beta2 = rule.beta2;
    rule.adam.epsilon = in.number();
    rule.adam.torch = in.flag();
    rule.adam.amsgrad = in.flag();
  } else {
    rule.rmsprop.rho = in.number();
    rule.rmsprop.momentum = in.number();
    rule.rmsprop.epsilon = in.number();
    rule.rmsprop.centered = in.flag();
  }
  return rule;
}

/** One parameter with its gradient, slots and decay, in this order. */
Parameter readParameter(Arguments& in, long slotsEach) {
  Parameter parameter{};
  const Slot* slot = in.buffer();
  if (slot->dtype != DType::float32) in.status = Status::unusableBuffer;
  parameter.values = static_cast<float*>(slot->data);
  parameter.length = slot->length;
  parameter.gradient = in.floats();
  for (long i = 0; i < slotsEach; i++) parameter.slots[i] = in.floats();
  parameter.decay = in.number();
  return parameter;
}

/** Elements from..to-1. */
Parameter partOf(const Parameter& whole, long from, long to) {
  Parameter part = whole;
  part.values += from;
  part.gradient += from;
  for (float*& slot : part.slots) slot = slot == nullptr ? nullptr : slot + from;
  part.length = to - from;
  return part;
}

/** q moves towards 1; in double precision, because 1 - beta is small. */
void advance(float* progress, double beta) { *progress = static_cast<float>(beta * *progress + (1 - beta)); }

}  // namespace

/** One step of all parameters, in place; a factor of 0 leaves everything as it was. */
Status optimize(const Call& call) {
  Arguments in(call);
  const long count = in.size(), slotsEach = in.size();
  auto* parameters = scratch<Parameter>(call, count);
  if (parameters == nullptr && count > 0) return Status::outOfMemory;
  long length = 0;
  for (long i = 0; i < count; i++) {
    parameters[i] = readParameter(in, slotsEach);
    length += parameters[i].length;
  }
  float* progress = in.floats();
  const float* rate = in.floats();
  const float* factor = in.floats();
  const Rule rule = readRule(in);
  if (in.status != Status::done) return in.status;
  if (*factor == 0) return Status::done;

  const double before = progress[0];
  advance(progress, rule.beta1);
  advance(progress + 1, rule.beta2);
  parallelChunks(call, length, joinedChunk(length, TASK_ELEMENTS), [&](long begin, long end) {
    forJoined(parameters, count, begin, end, [&](long i, long from, long to) {
      const Parameter part = partOf(parameters[i], from, to);
      const double decay = part.decay;
      const StepTerms terms{*rate, rule.maximize ? -*factor : *factor, rule.decoupled ? 0 : decay,
                            rule.decoupled ? *rate * decay : 0};
      if (rule.kind == RuleKind::sgd) stepSgd(part, terms, rule.sgd, before);
      else if (rule.kind == RuleKind::adam) stepAdam(part, terms, rule.adam, progress[0], progress[1]);
      else stepRmsprop(part, terms, rule.rmsprop);
    });
  });
  return Status::done;
}

}  // namespace evenkeel::EVENKEEL_ISA
