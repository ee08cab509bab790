/** Scripts about the environment and about where modules come from; the others are about the language and its tools. */
const ABOUT =
  /^(?:mod_|work_|gotoolchain|goauth|govcs|goflags|godebug|env_|version_|vendor_|gopath|goroot|goline|malformed|build_(?:buildvcs|GOTMPDIR|overlay|unsupported|cwd|gopath)|install_|netrc|telemetry|toolexec|modfile|ws2|old_tidy)/;

/** They need what an ordinary machine has not, or take minutes and say nothing of the environment. */
const LEFT_OUT =
  /_(?:std_vendor|bug_?report|link_)|^mod_(?:bad_filenames|case_cgo|cgo_|test_cached)|^goroot_executable_trimpath/;

/** All scripts that are run by `npm run go-scripts`. */
export function selected(scripts: readonly string[]): readonly string[] {
  return scripts.filter((name) => ABOUT.test(name) && !LEFT_OUT.test(name));
}

/** Those of them that are run with all tests: sixty that take a moment each. */
export const QUICK: readonly string[] = [
  'godebug_default_gopath',
  'godebug_unknown',
  'gotoolchain_get_upgrade',
  'gotoolchain_modcmds',
  'gotoolchain_net',
  'gotoolchain_switch_gosum',
  'gotoolchain_version',
  'gotoolchain_work_issue76728',
  'work_build_no_modules',
  'work_disablevendor',
  'work_edit_toolchain',
  'work_empty_panic_GOPATH',
  'work_env',
  'work_errors_pos',
  'work_get_toolchain',
  'work_goline_order',
  'work_goproxy_off',
  'work_gowork',
  'work_implicit_go_requirement',
  'work_init_gowork',
  'work_init_path',
  'work_init_toolchain',
  'work_install_submodule',
  'work_issue51204',
  'work_issue54048',
  'work_issue54372',
  'work_module_not_in_go_work',
  'work_no_mod_root_issue54419',
  'work_nowork',
  'work_overlay',
  'work_prune',
  'work_prune_all',
  'work_regression_hang',
  'work_reject_modfile',
  'work_replace',
  'work_replace_conflict',
  'work_replace_conflict_override',
  'work_replace_main_module',
  'work_sum',
  'work_sum_mismatch',
  'work_sync',
  'work_sync_check_multiple_paths_once',
  'work_sync_irrelevant_dependency',
  'work_sync_missing_module',
  'work_sync_relevant_dependency',
  'work_sync_replace',
  'work_sync_sum',
  'work_use',
  'work_use_deleted',
  'work_use_dot',
  'work_use_issue50958',
  'work_use_issue55952',
  'work_use_only_dirs',
  'work_use_symlink_issue68383',
  'work_use_vendor',
  'work_vendor_empty',
  'work_vendor_main_module_replaced',
  'work_vendor_modules_txt_conditional',
  'work_vendor_modules_txt_consistent',
  'work_vendor_prune_all',
];
