import SettingsBackupRestoreIcon from '@material-ui/icons/SettingsBackupRestore';

/** The plugin's mark in the navigation and in its header: back to where one was. */
export function PluginIcon() {
  return <SettingsBackupRestoreIcon fontSize="inherit" />;
}
