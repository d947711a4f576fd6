// What a thread of this machine can do at most.
#pragma once
#include <napi.h>

namespace evenkeel {

/** measureArithmetic(instructionSet): billions of multiplications and additions a second, of one thread. */
Napi::Value measureArithmetic(const Napi::CallbackInfo& info);

/** measureCopy(bytes): billions of bytes a second, read and written, when one thread copies so many again and again. */
Napi::Value measureCopy(const Napi::CallbackInfo& info);

}  // namespace evenkeel
