import { ActionIcon, Button, Text, Title, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconLink, IconMoon, IconSun } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import styles from './header.module.css'

export function Header(): ReactNode {
  return (
    <header className={styles.header}>
      <div>
        <div className={styles.brand}>
          <Keel />
          <Title order={1} className={styles.name}>
            evenkeel
          </Title>
        </div>
        <Text c="dimmed" className={styles.sentence}>
          Watch what batch normalization does to a network while it trains, on the devices of your choice.
        </Text>
      </div>
      <div className={styles.actions}>
        <CopyLink />
        <ThemeSwitch />
      </div>
    </header>
  )
}

function Keel(): ReactNode {
  return (
    <svg viewBox="0 0 32 32" width="30" height="30" aria-hidden="true" className={styles.keel}>
      <path d="M3 15h26c-1.5 6-6 10-13 10S4.5 21 3 15z" fill="currentColor" />
      <path d="M16 3v10M16 25v5" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" />
      <path d="M18 4.5l7 8h-7z" fill="currentColor" opacity="0.6" />
    </svg>
  )
}

function CopyLink(): ReactNode {
  const { copy, copied } = useClipboard({ timeout: 2000 })
  return (
    <Button
      variant="default"
      leftSection={copied ? <IconCheck size={16} /> : <IconLink size={16} />}
      onClick={() => copy(location.href)}
    >
      {copied ? 'Copied' : 'Copy link'}
    </Button>
  )
}

function ThemeSwitch(): ReactNode {
  const { setColorScheme } = useMantineColorScheme()
  const other = useComputedColorScheme('light', { getInitialValueInEffect: false }) === 'dark' ? 'light' : 'dark'
  return (
    <ActionIcon variant="default" size={36} aria-label={`Use the ${other} theme`} onClick={() => setColorScheme(other)}>
      {other === 'dark' ? <IconMoon size={18} /> : <IconSun size={18} />}
    </ActionIcon>
  )
}
