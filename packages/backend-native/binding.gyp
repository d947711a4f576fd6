{
  # One source of kernels, compiled for each instruction set; the addon chooses when it is loaded.
  "target_defaults": {
    "cflags!": ["-fno-exceptions", "-O2"],
    "cflags_cc!": ["-fno-exceptions", "-std=gnu++17", "-std=gnu++20"],
    "cflags_cc": ["-std=c++17", "-fvisibility=hidden"],
    "conditions": [["OS=='mac'", {"xcode_settings": {
      "CLANG_CXX_LANGUAGE_STANDARD": "c++17", "MACOSX_DEPLOYMENT_TARGET": "11.0", "GCC_OPTIMIZATION_LEVEL": "3",
      "GCC_SYMBOLS_PRIVATE_EXTERN": "YES"
    }}]]
  },
  "variables": {
    "kernel_sources": ["<!@(node -p \"require('node:fs').readdirSync('native/kernels', { recursive: true }).filter((file) => file.endsWith('.cpp')).map((file) => 'native/kernels/' + file).join(' ')\")"],
    "kernel_flags": ["-O3", "-fno-exceptions", "-fno-rtti", "-fno-math-errno", "-fno-trapping-math", "-ffp-contract=fast", "-fno-threadsafe-statics", "-Wno-psabi", "-Wall", "-Wextra"]
  },
  "targets": [
    {
      "target_name": "evenkeel",
      "sources": ["<!@(node -p \"require('node:fs').readdirSync('native/addon').filter((file) => file.endsWith('.cpp')).map((file) => 'native/addon/' + file).join(' ')\")"],
      "include_dirs": ["<!(node -p \"require('node-addon-api').include_dir\")"],
      # While a worker thread is being ended, every call of Node-API fails and nothing can be thrown into
      # JavaScript any more; without the last definition, node-addon-api ends the whole process then.
      "defines": ["NAPI_VERSION=8", "NAPI_CPP_EXCEPTIONS", "NODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS"],
      "cflags_cc": ["-fexceptions", "-O2"],
      "dependencies": ["kernels_baseline"],
      "conditions": [
        ["target_arch=='x64'", {"dependencies": ["kernels_avx2", "kernels_avx512"]}],
        ["OS=='mac'", {"xcode_settings": {"GCC_ENABLE_CPP_EXCEPTIONS": "YES"}}]
      ]
    },
    {
      "target_name": "kernels_baseline",
      "type": "static_library",
      "sources": ["<@(kernel_sources)"],
      "cflags_cc": ["<@(kernel_flags)"],
      "xcode_settings": {"OTHER_CPLUSPLUSFLAGS": ["<@(kernel_flags)"]}
    }
  ],
  "conditions": [["target_arch=='x64'", {"targets": [
    {
      "target_name": "kernels_avx2",
      "type": "static_library",
      "sources": ["<@(kernel_sources)"],
      "cflags_cc": ["<@(kernel_flags)", "-mavx2", "-mfma"],
      "xcode_settings": {"OTHER_CPLUSPLUSFLAGS": ["<@(kernel_flags)", "-mavx2", "-mfma"]}
    },
    {
      "target_name": "kernels_avx512",
      "type": "static_library",
      "sources": ["<@(kernel_sources)"],
      "cflags_cc": ["<@(kernel_flags)", "-mavx512f", "-mavx512vl", "-mavx512dq", "-mavx512bw", "-mfma", "-mprefer-vector-width=512"],
      "xcode_settings": {"OTHER_CPLUSPLUSFLAGS": ["<@(kernel_flags)", "-mavx512f", "-mavx512vl", "-mavx512dq", "-mavx512bw", "-mfma", "-mprefer-vector-width=512"]}
    }
  ]}]]
}
